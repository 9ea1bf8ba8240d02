"""The method: what the product computes and where each rule comes from, in one page that everybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def method(request: HttpRequest) -> HttpResponse:
    return render(request, "method/method.html")
