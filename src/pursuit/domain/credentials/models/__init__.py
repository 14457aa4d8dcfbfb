"""Tables of the room."""

from pursuit.domain.credentials.models.credential import Credential, CredentialUse

__all__ = ["Credential", "CredentialUse"]
