// How large the letters can be so that the game fits into the window.

export const LEAST = 5;
const MOST = 20;
const MOST_ON_WALLS = 96;
const COMFORTABLE = 15;

/** The game needs so many columns and rows; with those of `wide` all its parts stand side by side. */
export const columns = { least: 80, leastRows: 24, wide: 112, wideRows: 30 };
/** A wall has no more than these, however large the screen: each line is then 4.5 % of its height. */
export const wallColumns = { least: 80, leastRows: 22 };

/** Width and height of one cell, in letters of one pixel. */
function cell(family) {
  const probe = document.createElement("span");
  probe.id = "measure";
  probe.textContent = "W".repeat(50);
  probe.style.fontFamily = family;
  probe.style.fontSize = "100px";
  probe.style.lineHeight = "normal";
  document.body.append(probe);
  const box = probe.getBoundingClientRect();
  probe.remove();
  return { width: box.width / 5000, height: box.height / 100 };
}

/**
 * The size in pixels: as large as fits, smaller down to a comfortable one where that lets all parts stand side by side.
 * A wall is read from the back of the room: there letters grow with the screen.
 */
export function lettersFor(width, height, family, wall = false) {
  const one = cell(family);
  const fits = (cols, rows) => Math.min(width / cols / one.width, height / rows / one.height);
  if (wall) return Math.max(LEAST, Math.min(MOST_ON_WALLS, Math.floor(fits(wallColumns.least, wallColumns.leastRows) * 2) / 2));
  const needed = fits(columns.least, columns.leastRows);
  const wide = fits(columns.wide, columns.wideRows);
  const chosen = wide >= COMFORTABLE ? wide : Math.min(needed, COMFORTABLE);
  return Math.max(LEAST, Math.min(MOST, Math.floor(chosen * 2) / 2));
}
