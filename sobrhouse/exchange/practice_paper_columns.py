"""The columns that a practice house fills of consents, of what left the house, and of paper."""

PAPER_COLUMNS: dict[str, tuple[str, ...]] = {
    "staff": ("name", "role"),
    "staff_house": ("staff_id", "house_id"),
    "consent": (
        "house_id", "resident_id", "discloser", "recipient", "recipient_kind",
        "recipient_address", "categories", "purpose", "how_to_revoke", "criminal_justice",
        "may_revoke", "care_and_payment", "expires_on", "expires_event", "signed_on",
        "signer_name", "kept_at", "void_at", "void_by", "void_why", "corrects_id", "amend_reason",
    ),
    "consent_end": ("consent_id", "at", "how", "note"),
    "disclosure": (
        "house_id", "resident_id", "consent_id", "basis", "at", "recipient", "recipient_address",
        "purpose", "description", "categories", "paper", "method", "pages", "sha256", "left_out",
        "notice_version", "reason", "second_staff_id", "void_at", "void_by", "void_why",
    ),
    "form_print": (
        "house_id", "form", "language", "paper_code", "first_day", "last_day", "resident_id",
        "transcribed_at", "transcribed_by",
    ),
    "packet_set": ("house_id", "name", "sections", "names", "size", "large", "usual"),
    "own_words": ("stay_id", "week_start", "heading", "text", "way"),
}  # fmt: skip
