"""The error answers, imported by every URL configuration (Django looks for them in the one that is in force)."""

handler400 = "apps.core.error_pages.bad_request"
handler403 = "apps.core.error_pages.forbidden"
handler404 = "apps.core.error_pages.not_found"
handler500 = "apps.core.error_pages.server_error"
