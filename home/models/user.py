"""Accounts: the e-mail address is the login, unique whatever its case."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

FULL_ADMIN = "home.use_full_admin"


class EmailUserManager(UserManager):
    def webmasters(self):
        """The active accounts that keep the whole site; superusers aside: a QuerySet."""
        return self.with_perm(
            FULL_ADMIN,
            include_superusers=False,
            backend=settings.AUTHENTICATION_BACKENDS[-1],
        )

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def _create_user_object(self, username, email, password, **extra_fields):
        user = self.model(email=self.normalize_email(email), **extra_fields)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **extra_fields):
        extra_fields.setdefault("is_staff", False)
        extra_fields.setdefault("is_superuser", False)
        return self._store(email, password, extra_fields)

    def create_superuser(self, email, password=None, **extra_fields):
        extra_fields |= {"is_staff": True, "is_superuser": True}
        return self._store(email, password, extra_fields)

    def _store(self, email, password, fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self._create_user_object(None, email, password, **fields)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    username = None
    email = models.EmailField(
        _("adresse électronique"),
        unique=True,
        error_messages={"unique": _("Un compte existe déjà avec cette adresse.")},
        help_text=_("Elle sert à se connecter. Personne d’autre ne la voit."),
    )
    first_name = models.CharField(_("prénom"), max_length=150, blank=True)
    last_name = models.CharField(_("nom"), max_length=150, blank=True)

    objects = EmailUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        permissions = [("use_full_admin", _("Utiliser toute l’administration"))]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message=_("Un compte existe déjà avec cette adresse."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)
