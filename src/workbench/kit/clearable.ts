/** For a list whose choice may be taken back: left to itself, the button for it is called "Clear". */
export const clearable = { label: '清除所选' };
