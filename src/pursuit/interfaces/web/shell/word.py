"""A Word file as a download."""

import io

from django.http import FileResponse

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content: bytes, name: str) -> FileResponse:
    """An attachment under a name people know it by; a slash in it would be taken for a folder."""
    named = f"{name.removesuffix('.docx').replace('/', '-')}.docx"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=named, content_type=KIND)
