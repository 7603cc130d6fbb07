"""The functions of PDFium that reading a page needs, bound for many small calls.

The library is the one that comes with pypdfium2. Its own bindings declare every function of PDFium, with
pointer types that cost a conversion a call; here addresses are passed as numbers, and the interpreter lock is
kept: one call takes less time than giving the lock up. PDFium must not be used by two threads at once.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
from ctypes import c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from pathlib import Path
from types import SimpleNamespace

_PTR = c_void_p
_SIGNATURES: dict[str, tuple] = {  # name: result, arguments
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (_PTR, c_char_p, c_size_t, c_char_p),
    "FPDF_DocumentHasValidCrossReferenceTable": (c_int, _PTR),
    "FPDF_CloseDocument": (None, _PTR),
    "FPDF_GetPageCount": (c_int, _PTR),
    "FPDF_GetPageSizeByIndexF": (c_int, _PTR, c_int, _PTR),
    "FPDF_GetMetaText": (c_ulong, _PTR, c_char_p, _PTR, c_ulong),
    "FPDF_LoadPage": (_PTR, _PTR, c_int),
    "FPDF_ClosePage": (None, _PTR),
    "FPDF_GetPageBoundingBox": (c_int, _PTR, _PTR),
    "FPDFPage_GetMediaBox": (c_int, _PTR, _PTR, _PTR, _PTR, _PTR),
    "FPDFPage_GetRotation": (c_int, _PTR),
    "FPDFPage_CountObjects": (c_int, _PTR),
    "FPDFPage_GetObject": (_PTR, _PTR, c_int),
    "FPDFPageObj_GetType": (c_int, _PTR),
    "FPDFPageObj_GetMatrix": (c_int, _PTR, _PTR),
    "FPDFPageObj_GetBounds": (c_int, _PTR, _PTR, _PTR, _PTR, _PTR),
    "FPDFPageObj_GetFillColor": (c_int, _PTR, _PTR, _PTR, _PTR, _PTR),
    "FPDFFormObj_CountObjects": (c_int, _PTR),
    "FPDFFormObj_GetObject": (_PTR, _PTR, c_ulong),
    "FPDFPath_GetDrawMode": (c_int, _PTR, _PTR, _PTR),
    "FPDFPath_CountSegments": (c_int, _PTR),
    "FPDFPath_GetPathSegment": (_PTR, _PTR, c_int),
    "FPDFPathSegment_GetPoint": (c_int, _PTR, _PTR, _PTR),
    "FPDFPathSegment_GetType": (c_int, _PTR),
    "FPDFPathSegment_GetClose": (c_int, _PTR),
    "FPDFText_LoadPage": (_PTR, _PTR),
    "FPDFText_ClosePage": (None, _PTR),
    "FPDFText_CountChars": (c_int, _PTR),
    "FPDFText_GetText": (c_int, _PTR, c_int, c_int, _PTR),
    "FPDFText_GetUnicode": (c_uint, _PTR, c_int),
    "FPDFText_IsGenerated": (c_int, _PTR, c_int),
    "FPDFText_HasUnicodeMapError": (c_int, _PTR, c_int),
    "FPDFText_GetTextObject": (_PTR, _PTR, c_int),
    "FPDFText_GetCharOrigin": (c_int, _PTR, c_int, _PTR, _PTR),
    "FPDFText_GetLooseCharBox": (c_int, _PTR, c_int, _PTR),
    "FPDFText_GetMatrix": (c_int, _PTR, c_int, _PTR),
    "FPDFTextObj_GetFont": (_PTR, _PTR),
    "FPDFTextObj_GetFontSize": (c_int, _PTR, _PTR),
    "FPDFFont_GetBaseFontName": (c_size_t, _PTR, _PTR, c_size_t),
    "FPDFFont_GetDescent": (c_int, _PTR, c_float, _PTR),
    "FPDFFont_GetGlyphWidth": (c_int, _PTR, c_uint, c_float, _PTR),
}


@functools.cache
def pdfium() -> SimpleNamespace:
    """PDFium's functions by name without `FPDF`: `pdfium().Text_CountChars(page)`.

    Raises `ImportError` or `OSError` where pypdfium2 or its library is missing, `AttributeError` where the
    library is too old.
    """
    library = ctypes.PyDLL(str(_path()))
    functions = SimpleNamespace()
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
        setattr(functions, name.removeprefix("FPDF").removeprefix("_"), function)
    functions.InitLibrary()
    return functions


def _path() -> Path:
    """Where pypdfium2 keeps the library; its bindings are slow to import and know it only by loading it."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("pypdfium2 is not installed")
    folder = Path(spec.submodule_search_locations[0])
    for pattern in ("*pdfium.so", "*pdfium.dylib", "*pdfium.dll"):
        if found := next(folder.glob(pattern), None):
            return found
    raise ImportError(f"no PDFium library in {folder.name}")


class Scratch:
    """Memory that functions of PDFium write their results into, with its addresses."""

    def __init__(self) -> None:
        self.floats = (c_float * 8)()
        self.at_floats = ctypes.addressof(self.floats)
        self.ints = (c_int * 4)()
        self.at_ints = ctypes.addressof(self.ints)
        self.text = ctypes.create_string_buffer(512)
        self.at_text = ctypes.addressof(self.text)
