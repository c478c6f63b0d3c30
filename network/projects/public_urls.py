"""What a visitor takes away of a project; to be included at the root."""

from django.urls import path

from .download import sheet

urlpatterns = [
    path("projets/<int:pk>/plan.<str:form>", sheet, name="project_sheet"),
]
