"""iCalendar (RFC 5545), written by the library icalendar: what Outlook, Google, phones, 飞书 and 钉钉 subscribe to."""
