/** Millimetres in points, the unit of this folder. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/**
 * The page of an official letter, in points: GB/T 9704-2012 for paper, text area and grid; its letter form (信函格式) for the
 * head. The lengths of the red lines and the sizes of the head are [K] of the fact pack (§12), to be confirmed against the standard.
 */
export const PAPER = { width: mm(210), height: mm(297) } as const;

/** 版心: 22 lines of 28 characters; a line is 29 pt high (225 mm ÷ 22 ≈ 28.99 pt). */
export const LINES = 22;
export const CHARACTERS = 28;
export const PITCH = 29;
export const TEXT_AREA = { left: mm(28), top: mm(37), width: mm(156), height: LINES * PITCH } as const;

/** Sizes of type: 3号 for the body, 2号 for the title, 4号 for page numbers and copies, 小四 in tables [D]. */
export const SIZE = { body: 16, title: 22, small: 14, table: 12 } as const;

/** The width of one character on the grid: a little less than 3号, so that 28 of them fill the line. */
export const CELL = TEXT_AREA.width / CHARACTERS;

/** 2号 does not fit the pitch of the body when a title has several lines; the text below returns to the grid. [D] */
export const TITLE_PITCH = 35;

/** Lines of 4号 at the foot and of 小四 in a table. [D] */
export const SMALL_PITCH = 22;
export const TABLE_PITCH = 20;

/** 署名 stands so many lines below the text that a stamp of 42 mm on it begins within one line of the text. [D] */
export const LINES_FOR_STAMP = 2;

/** The head of the letter form. `nameSize` is the largest; a long name is set smaller until it fits the text area. */
export const HEAD = {
  nameTop: mm(30),
  nameSize: 40,
  belowName: mm(4),
  ruleWidth: mm(170),
  ruleFromBottom: mm(20),
  /** 文武线: the thick line and the thin one, and what is between them. [D] */
  thick: mm(1),
  thin: mm(0.35),
  gap: mm(0.6),
  /** 7/8 of the height of a 3号 character below the red line stands the document number. */
  belowRule: (SIZE.body * 7) / 8,
  red: '#e60012',
} as const;

/** 页码: the dashes stand 7 mm below the text area. */
export const PAGE_NUMBER_DASH = TEXT_AREA.top + mm(225) + mm(7);

/** The size in which a name of so many characters fits the text area. */
export const nameSize = (characters: number): number => Math.min(HEAD.nameSize, TEXT_AREA.width / characters);
