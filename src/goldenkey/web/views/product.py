"""Pages of what we sell: products, price lists, costs, taxes, limits of discount."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import product as products
from goldenkey.selectors import product as select
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import product as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("product.read")
def index(request: Request) -> HttpResponse:
    """What we sell, with the prices of today."""
    found = select.everything(request.actor)
    return page(request, "product/index.html", _("Products and prices"), wide=True, found=found)


@requires("product.edit")
def create(request: Request) -> HttpResponse:
    """A new product."""
    form = forms.ProductForm(request.POST or None, taxes=select.taxes(request.actor), new=True)
    return _act(
        request, form, _("New product"),
        lambda given: products.create_product(request.actor, **given),
    )  # fmt: skip


@requires("product.edit")
def edit(request: Request, product_id: int) -> HttpResponse:
    """Change a product."""
    row = select.product(request.actor, product_id)
    form = forms.ProductForm(
        request.POST or None, taxes=select.taxes(request.actor), new=False, initial={
            "number": row.number, "name": row.name, "kind": row.kind, "unit": row.unit,
            "tax_id": row.tax_id, "version": row.version,
        },
    )  # fmt: skip
    return _act(
        request, form, row.name,
        lambda given: products.edit_product(request.actor, product_id, **given),
        remove_url=reverse("product-drop", args=[product_id]), remove_label=_("Put it away"),
    )  # fmt: skip


@requires("product.edit")
@require_POST
def drop(request: Request, product_id: int) -> HttpResponse:
    """Take a product off the list."""
    products.drop_product(request.actor, product_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "products")


@requires("product.set_cost")
def cost(request: Request, product_id: int) -> HttpResponse:
    """What it costs us, from a day on."""
    row = select.product(request.actor, product_id)
    form = forms.CostForm(
        request.POST or None,
        initial={"currency": request.actor.currency, "from_on": request.actor.today},
    )
    return _act(
        request, form, _("Cost of %(name)s") % {"name": row.name},
        lambda given: products.set_cost(request.actor, product_id, **given),
    )  # fmt: skip


@requires("product.edit")
def new_list(request: Request) -> HttpResponse:
    """A new price list."""
    form = forms.ListForm(
        request.POST or None,
        initial={"currency": request.actor.currency, "from_on": request.actor.today},
    )
    return _act(
        request, form, _("New price list"),
        lambda given: products.create_price_list(request.actor, **given),
    )  # fmt: skip


@requires("product.edit")
def prices(request: Request, price_list_id: int) -> HttpResponse:
    """The prices of a list."""
    held = select.price_list(request.actor, price_list_id)
    form = forms.PricesForm(
        request.POST or None, held=held, products=select.products(request.actor)
    )
    return _act(
        request, form, f"{held.name} · {held.currency}",
        lambda given: products.set_prices(request.actor, price_list_id, **given),
    )  # fmt: skip


@requires("product.edit")
def tax(request: Request) -> HttpResponse:
    """A tax on sales."""
    form = forms.TaxForm(request.POST or None)
    return _act(
        request, form, _("New tax"), lambda given: products.create_tax(request.actor, **given)
    )


@requires("template.edit")
def limit(request: Request) -> HttpResponse:
    """The discount a role may give without asking."""
    form = forms.LimitForm(request.POST or None)
    return _act(
        request, form, _("Limit of discount"),
        lambda given: products.set_limit(request.actor, **given),
    )  # fmt: skip


def _act(
    request: Request, form: Any, title: str, do: Callable[[dict[str, Any]], Any], **more: Any
) -> HttpResponse:
    asking = Asking(title, _("Save"), reverse("products"), **more)

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "products")

    return form_page.act(request, form, asking, run)


urlpatterns = [
    path("products/", index, name="products"),
    path("products/new/", create, name="product-new"),
    path("products/<int:product_id>/", edit, name="product"),
    path("products/<int:product_id>/drop/", drop, name="product-drop"),
    path("products/<int:product_id>/cost/", cost, name="product-cost"),
    path("products/lists/", new_list, name="price-list-new"),
    path("products/lists/<int:price_list_id>/", prices, name="price-list"),
    path("products/taxes/", tax, name="tax-new"),
    path("products/limits/", limit, name="discount-limit"),
]
