"""What the tests of seats share with those of the screens."""

from tests.faces.tui.conftest import tests_read_fast as tests_read_fast
