"""Routes of Gradio that no page of ours needs, so that a new one is noticed.

Owns that list alone: what is served, and to whom, is in `ui.access`.
"""

NOT_SERVED = frozenset(
    f"{method} {path}"
    for method, paths in {
        "GET": (
            "/logout",
            "/monitoring",
            "/monitoring/summary",
            "/monitoring/{key}",
            "/pwa_icon",
            "/pwa_icon/{size}",
            "/svelte/{path:path}",
            "/gradio_api/app_id",
            "/gradio_api/call/v2/{api_name}/{event_id}",
            "/gradio_api/call/{api_name}/{event_id}",
            "/gradio_api/custom_component/{id}/{environment}/{type}/{file_name}",
            "/gradio_api/deep_link",
            "/gradio_api/dev/reload",
            "/gradio_api/file/{path:path}",
            "/gradio_api/file={path_or_url:path}",
            "/gradio_api/login_check",
            "/gradio_api/openapi.json",
            "/gradio_api/proxy={url_path:path}",
            "/gradio_api/queue/status",
            "/gradio_api/runs",
            "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file",
            "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8",
            "/gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}",
            "/gradio_api/token",
            "/gradio_api/user",
            "/gradio_api/vibe-code",
        ),
        "POST": (
            "/gradio_api/api/{api_name}",
            "/gradio_api/call/v2/{api_name}",
            "/gradio_api/call/{api_name}",
            "/gradio_api/component_server",
            "/gradio_api/process_recording",
            "/gradio_api/stream/{event_id}",
            "/gradio_api/stream/{event_id}/close",
            "/gradio_api/undo-vibe-edit",
            "/gradio_api/vibe-code",
            "/gradio_api/vibe-edit",
            "/gradio_api/vibe-starter-queries",
        ),
    }.items()
    for path in paths
)
