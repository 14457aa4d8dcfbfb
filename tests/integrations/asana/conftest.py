"""What is said about a file is read in English here, whatever language the catalogues have it in."""

from tests.integrations.csv_xlsx.conftest import english

__all__ = ["english"]
