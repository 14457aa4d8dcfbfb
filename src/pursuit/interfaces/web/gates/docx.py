"""A paper as a download."""

import io

from django.http import FileResponse

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content: bytes, name: str) -> FileResponse:
    """An attachment under a name people know it by."""
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=f"{name}.docx", content_type=KIND)
