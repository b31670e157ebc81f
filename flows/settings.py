"""Settings: defaults, then `khabar.toml` of the working directory or the checkout, then `KHABAR_…` variables of the environment."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from models.records import TollRule

CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What a run may be told from outside. Paths may be relative to the working directory."""

    model_config = SettingsConfigDict(env_prefix="KHABAR_", extra="forbid")

    data_dir: Path = Field(default=CHECKOUT / "data", description="folder of the warehouse and its releases")
    model: str | None = Field(default=None, description="another spaCy pipeline, by name or path, in place of the one of the checkout")
    batch_size: int = Field(default=100, ge=1, le=10_000, description="articles a batch, which is one transaction")
    max_file_bytes: int = Field(default=50_000_000, ge=1, description="a larger file other than JSONL is rejected")
    max_line_bytes: int = Field(default=10_000_000, ge=1, description="a longer line of JSONL or CSV is rejected")
    max_page_bytes: int = Field(default=10_000_000, ge=1, description="a larger web page is rejected")
    max_list_bytes: int = Field(default=20_000_000, ge=1, description="a larger feed, sitemap or list counts as failed")
    max_unpacked_bytes: int = Field(default=50_000_000_000, ge=1, description="a packed file is read no further than this")
    max_list_items: int = Field(default=1_000, ge=1, description="articles taken of one list in a run; the next run takes more")
    max_article_chars: int = Field(default=200_000, ge=1, description="a longer article is rejected")
    own_places: Path = Field(default=CHECKOUT / "data" / "places.sqlite", description="index of your own places, see khabar gazetteer add")
    geocoder: Literal["nominatim", "photon", "geonames"] | None = Field(
        default=None, description="geocoder on the network to ask for names that the gazetteer lacks; none unless set"
    )
    geocoder_url: str | None = Field(default=None, description="address of another server of that kind, such as http://localhost:8080")
    geocoder_username: str | None = Field(default=None, description="your account at GeoNames")
    geocoder_user_agent: str = Field(
        default="khabar", min_length=1, description="how to present yourself to the geocoder; add your address"
    )
    geocoder_delay: float = Field(default=1.0, ge=0, description="seconds between two questions to the geocoder; public ones ask for 1")
    geocoder_cache: Path = Field(default=CHECKOUT / "data" / "geocoder.sqlite", description="answers of the geocoder, kept for good")
    sources_file: Path = Field(default=CHECKOUT / "seeds" / "sources.yml", description="the catalogue of sources")
    contact: str | None = Field(default=None, description="e-mail or page by which publishers reach you; needed to fetch anything")
    fetch_pace: float = Field(default=1.0, ge=0, description="seconds between two fetches of one host, more if its robots.txt asks for it")
    fetch_timeout: float = Field(default=60.0, gt=0, description="seconds after which a fetch is given up")
    fetch_retries: int = Field(default=2, ge=0, le=10, description="further attempts where a host fails")
    fetch_patience: float = Field(default=60.0, ge=0, description="seconds to wait for a host that asks for it; else it is left alone")
    allowed_hosts: list[str] = Field(default=[], description="hosts inside this network that may be fetched")
    toll_rule: TollRule = Field(default="latest_independent", description="rule of the best figures of victims; or ucdp, acled")
    allowed_checks: tuple[str, ...] = Field(default=(), description="checks that may fail without stopping a release; it names them")
    prefect_api_url: str | None = Field(default=None, description="a running Prefect server; without one, each run starts its own")

    @property
    def warehouse(self) -> Path:
        """Give the path of the writer's database."""
        return self.data_dir / "khabar.duckdb"

    @property
    def releases_dir(self) -> Path:
        """Give the folder of the published snapshots."""
        return self.data_dir / "releases"

    @property
    def inbox(self) -> Path:
        """Give the folder where decisions wait for the next load."""
        return self.data_dir / "inbox"

    @property
    def panels_dir(self) -> Path:
        """Give the folder of the panel specifications that every release keeps a panel of."""
        return self.data_dir / "panels"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, and the file over the defaults."""
        files = [path for path in (Path("khabar.toml"), CHECKOUT / "khabar.toml") if path.is_file()][:1]
        return (init_settings, env_settings, *(TomlConfigSettingsSource(settings_cls, path) for path in files))


@functools.cache
def settings() -> Settings:
    """Read the settings once a process."""
    return Settings()
