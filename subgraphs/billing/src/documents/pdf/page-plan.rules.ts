/**
 * What goes on which page: known before the first page is drawn, so that every page can say how many there are without
 * the whole document being held in memory.
 */

export interface Rooms {
  /** Room under the letterhead of the first page, in points. */
  readonly first: number;
  /** Room on each further page. */
  readonly next: number;
  /** What the head of the table takes on each page that has lines. */
  readonly tableHead: number;
  /** What "carried forward" and "brought forward" take each. */
  readonly carry: number;
}

/** The pieces from `from` up to, not including, `to`. */
export interface PlannedPage {
  readonly from: number;
  readonly to: number;
}

/**
 * Fills page after page. The first `lines` pieces are lines of the table, which is headed anew on each page and carries
 * its sum from one page to the next; the others follow it. A piece is never divided, and one too high for any page gets
 * a page of its own.
 */
export const planPages = (heights: readonly number[], lines: number, rooms: Rooms): PlannedPage[] => {
  const pages: PlannedPage[] = [];
  let from = 0;
  do {
    const room = pages.length === 0 ? rooms.first : rooms.next;
    const hasLines = from < lines;
    let used = hasLines ? rooms.tableHead + (pages.length > 0 && from > 0 ? rooms.carry : 0) : 0;
    let to = from;
    while (to < heights.length) {
      const height = heights[to] ?? 0;
      const carry = to + 1 < lines ? rooms.carry : 0;
      if (to > from && used + height + carry > room) break;
      used += height;
      to += 1;
    }
    pages.push({ from, to });
    from = to;
  } while (from < heights.length);
  return pages;
};
