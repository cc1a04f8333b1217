/**
 * Which edition of the rules found something: findings of a file may be kept by its hash and this. Its end is the hash of the
 * rules' own source; a test tells the right one when the rules change and this does not.
 */
export const SCAN_EDITION = '2026-11-24-e84009e3d510832f';
