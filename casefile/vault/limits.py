"""What a pack may ask of its reader; both sides keep to it (`docs/pack-format.md`, section *Limits*)."""

HEADER_MAX = 8 << 20
PACK_MAX = 2 << 30
BLOBS_MAX = 20_000
BLOB_MAX = 256 << 20
MANIFEST_MAX = 16 << 20
ROWS_MIN = 8
ROWS_MAX = 1_024
WRAPS_MAX = 1_000
FIELDS_MAX = 64
ANSWER_CODE_POINTS = 256
NAME_MAX = 64
LANGUAGES_MAX = 32
