-- Which of these locators need no reading again, and since when?
SELECT locator, max(recorded_at) AS settled_at
FROM raw.offer
WHERE
    locator IN (SELECT unnest($locators::VARCHAR[]))
    AND (outcome = 'read' OR (NOT is_list AND outcome IN ('duplicate', 'rejected', 'gone')))
GROUP BY locator
