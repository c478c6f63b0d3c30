"""Addresses: public ones in French, without accents (design.md, section 3)."""

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from home import views as home_views
from home.admin_views import (
    add_documents,
    add_pictures,
    copy_page,
    delete_document,
    delete_picture,
    external_link,
    import_redirects,
)
from home.routing import serve_page
from home.sessions import session_state
from initiatives.keywords import suggest
from network.belonging.forms import LostOrInvitedForm
from network.belonging.invitation_views import FirstPasswordView
from network.documents import serve_document

handler400 = "home.typed_words.bad_request"

account_urls = [
    path("connexion/", home_views.LoginView.as_view(), name="login"),
    path("connexion/etat/", session_state, name="session_state"),
    path("deconnexion/", auth_views.LogoutView.as_view(), name="logout"),
    path(
        "mot-de-passe/",
        home_views.LostPasswordView.as_view(form_class=LostOrInvitedForm),
        name="password_reset",
    ),
    path(
        "mot-de-passe/envoye/",
        auth_views.PasswordResetDoneView.as_view(
            template_name="registration/lost_password_done.html"
        ),
        name="password_reset_done",
    ),
    path(
        "mot-de-passe/<uidb64>/<token>/",
        FirstPasswordView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "mot-de-passe/change/",
        auth_views.PasswordResetCompleteView.as_view(
            template_name="registration/new_password_done.html"
        ),
        name="password_reset_complete",
    ),
]

# The core's own doors, in front of its addresses: one login, one throttle.
shadowed_doors = [
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="login", query_string=True),
        name="wagtailadmin_login",
    ),
    re_path(
        r"^admin/password_reset/",
        RedirectView.as_view(pattern_name="password_reset"),
        name="wagtailadmin_password_reset",
    ),
    path("_util/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
    path(
        "admin/choose-external-link/",
        external_link,
        name="wagtailadmin_choose_page_external_link",
    ),
    path("admin/tag-autocomplete/", suggest, name="wagtailadmin_tag_autocomplete"),
    path(
        "admin/tag-autocomplete/taggit/tag/",
        suggest,
        name="wagtailadmin_tag_model_autocomplete",
    ),
    path("admin/pages/<int:page_id>/copy/", copy_page, name="copy_page"),
    path("admin/images/multiple/add/", add_pictures, name="add_pictures"),
    path("admin/documents/multiple/add/", add_documents),
    path("admin/images/<int:image_id>/delete/", delete_picture, name="delete_picture"),
    path("admin/documents/delete/<int:document_id>/", delete_document),
    path("admin/redirects/import/process/", import_redirects),
    path("admin/failwhale/", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
]

urlpatterns = [
    *account_urls,
    *shadowed_doors,
    path("robots.txt", home_views.robots),
    path("favicon.ico", RedirectView.as_view(url="/static/icons/favicon.svg")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("", include("initiatives.urls")),
    path("", include("network.groups.urls")),
    path("", include("network.projects.public_urls")),
    path("", include("network.groups.meetings.public_urls")),
    path("", include("network.urls")),
    path("", include("search.urls")),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(
        re_path(
            r"^media/(?P<path>.*)$", serve_file, {"document_root": settings.MEDIA_ROOT}
        )
    )
urlpatterns += [
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
