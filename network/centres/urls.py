from django.urls import path

from . import views

app_name = "centres"
urlpatterns = [
    path("<int:centre_id>/", views.page, name="page"),
    path("<int:centre_id>/envoyer/", views.send, name="send"),
    path("<int:centre_id>/reprendre/", views.take_back, name="take_back"),
    path("<int:centre_id>/sans-relecture/", views.emergency, name="emergency"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]
