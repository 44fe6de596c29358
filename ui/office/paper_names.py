"""Names of the files that papers are saved as."""

from sobrhouse.domain.file_names import file_name

__all__ = ["file_name"]
