"""Pictures of tables and scanned pages: pixels become the words, rules and fills that the table finder knows.

`ink` tells text, rules and shading apart; `segments` groups ink to lines of text; `engine` reads them;
`content` makes a `PageContent` of it all; `pictures` takes the pixels from the page; `read` decides which
pictures of a document are read, keeps what was read, and says why a picture could not be.

Nothing here is imported for a document without pictures.
"""

INK_DISAGREES = 0.6  # the most confidence in a text that does not account for its ink
