"""Addresses of questions about plans."""

from django.urls import path

from pursuit.interfaces.web.planning import comparison, earned, leveling, outlook, staffing

app_name = "planning"
urlpatterns = [
    path("projects/<int:pk>/plan/outlook", outlook.outlook, name="outlook"),
    path("projects/<int:pk>/plan/ranges", outlook.ranges, name="ranges"),
    path("projects/<int:pk>/plan/leveling", leveling.leveling, name="leveling"),
    path("projects/<int:pk>/plan/leveling/application", leveling.application, name="leveling-application"),
    path("projects/<int:pk>/plan/earned", earned.earned, name="earned"),
    path("projects/<int:pk>/plan/comparison", comparison.comparison, name="comparison"),
    path("projects/<int:pk>/plan/baselines", comparison.take, name="baselines"),
    path("projects/<int:pk>/plan/baselines/<int:number>/removal", comparison.clear, name="baseline-removal"),
    path("projects/<int:pk>/plan/staffing", staffing.staffing, name="staffing"),
    path("projects/<int:pk>/plan/staffing/application", staffing.staffed, name="staffed"),
    path("projects/<int:pk>/plan/rows/<int:row>/needs", staffing.needs, name="needs"),
]
