"""Addresses of the room."""

from django.urls import path

from pursuit.domain.catalogue.actions.pricebooks import set_price
from pursuit.interfaces.web.catalogue import pricebooks, products, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS["price_book.price"] = set_price.schema.fields["price"]

app_name = "catalogue"
urlpatterns = [
    path("products/", products.products, name="list"),
    path("products/new", products.new_product, name="new_product"),
    path("products/<int:pk>", products.product_page, name="product"),
    path("products/<int:pk>/edit", products.edit_product, name="edit_product"),
    path("products/<int:pk>/deletion", products.product_deletion, name="product_deletion"),
    path("price-books/", pricebooks.price_books, name="price_books"),
    path("price-books/new", pricebooks.new_book, name="new_price_book"),
    path("price-books/<int:pk>", pricebooks.book_page, name="price_book"),
    path("price-books/<int:pk>/edit", pricebooks.edit_book, name="edit_price_book"),
    path("price-books/<int:pk>/deletion", pricebooks.book_deletion, name="price_book_deletion"),
    path("price-books/<int:pk>/prices/new", pricebooks.new_price, name="new_price"),
    path("price-books/<int:pk>/prices/<int:product>", pricebooks.edit_price, name="price"),
    path("price-books/<int:pk>/prices/<int:product>/removal", pricebooks.price_removal, name="price_removal"),
]
