"""The two kinds of address that nearly every resource has: a collection and one item of it.

They only translate: a serializer checks the shape, a service does the work, a selector reads.
"""

from typing import Any, cast

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.http import Request as PageRequest
from apps.shared.accounts.models import User


class Resource(generics.GenericAPIView):
    """Set `serializer_class` and `get_queryset`."""

    @property
    def by(self) -> User:
        """Who asks; `route()` has refused everybody else before."""
        return cast(User, self.request.user)

    @property
    def asked(self) -> PageRequest:
        """Django's request with what the middlewares added: client, firm, rights."""
        return cast(PageRequest, self.request._request)

    def values(self, *, partial: bool = False) -> dict[str, Any]:
        serializer = self.get_serializer(data=self.request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(self, item: Any, *, status_code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(item).data, status=status_code)


class Collection(Resource):
    """GET lists in pages, POST adds."""

    def add(self, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def post(self, request: Request) -> Response:
        return self.shown(self.add(self.values()), status_code=status.HTTP_201_CREATED)


class Item(Resource):
    """GET shows, PATCH changes the given fields, DELETE removes. `key` names the number in the address."""

    key = "pk"

    def get_queryset(self) -> QuerySet[Any]:
        raise NotImplementedError

    def change(self, item: Any, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def remove(self, item: Any) -> None:
        raise NotImplementedError

    def get_object(self) -> Model:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs[self.key])

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.get_object())

    def patch(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.change(self.get_object(), self.values(partial=True)))

    def delete(self, request: Request, **numbers: int) -> Response:
        self.remove(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)
