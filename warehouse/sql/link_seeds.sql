-- Rows of the warehouse where linking begins beside the batch: gone, or to be solved again.
SELECT mention_id || if(is_gone, ' gone', '') FROM fresh WHERE is_gone OR mention_id IN (FROM seed)
