"""allauth's pages that Pursuit offers, one by one: what is not listed here does not exist.

Left out on purpose: changing and confirming e-mail addresses, and resetting a password by mail
(an administrator sets a new one).
"""

from allauth.account import views as account
from allauth.usersessions import views as sessions
from django.urls import include, path

from pursuit.interfaces.web.signin.adapter import open_for_signup

# On an empty installation the sign-in page leads its first person on; templates call what is callable.
LOGIN = account.LoginView.as_view(extra_context={"open_for_signup": open_for_signup})

urlpatterns = [
    path("login", LOGIN, name="account_login"),
    path("logout", account.logout, name="account_logout"),
    path("signup", account.signup, name="account_signup"),
    path("inactive", account.account_inactive, name="account_inactive"),
    path("reauthenticate", account.reauthenticate, name="account_reauthenticate"),
    path("password", account.password_change, name="account_change_password"),
    path("password/set", account.password_set, name="account_set_password"),
    path("sessions", sessions.list_usersessions, name="usersessions_list"),
    path("2fa/", include("allauth.mfa.urls")),
]
