"""Django's entry for the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "pursuit.kernel"
    label = "kernel"
