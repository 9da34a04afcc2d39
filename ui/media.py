"""Checked byte routes."""

from fastapi import APIRouter

from storage.workspace import Workspace


def build_router(workspace: Workspace) -> APIRouter:
    """Return the routes."""
    return APIRouter()
