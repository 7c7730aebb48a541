"""Who uses the system: users, their teams (a tree), and who else is on a record."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .base import code, text


class Team(models.Model):
    """A team; teams form a tree, and who leads a team sees the teams below it."""

    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    playbook = models.ForeignKey("data.Playbook", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A login: one of us (帳號 · 用户). Never a customer."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    email = text()
    role = code(
        "rep", "manager", "director", "finance", "compliance", "admin", "system", default="rep"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    language = code("zh-hant", "zh-hans", "en", default="zh-hant")
    theme = code("auto", "light", "dark", default="auto")
    zone = models.CharField(max_length=64, blank=True, default="")
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(default=False)
    created_at = models.DateTimeField(null=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody else on a record: shared with, or selling as a team (M0.10)."""

    kind = code("lead", "account", "opportunity", "contract")
    record_id = models.BigIntegerField()
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = code("member", "presales", "service", "sponsor", default="member")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "user"], name="one_membership_a_user"
            )
        ]
        indexes = [models.Index(fields=["user", "kind", "record_id"], name="membership_of_user")]


class ApiToken(models.Model):
    """A bearer token: only its digest is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class SignInTry(models.Model):
    """Wrong passwords for one sign-in name, counted for all web processes together.

    Only the digest of the name is kept: people mistype their password into its field.
    """

    digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=0)
    until_at = models.DateTimeField()
