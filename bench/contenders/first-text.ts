/** The text whose label ends the loading time, the same in every page. */
export const FIRST_TEXT = 'are you quite sure about that figure?';
