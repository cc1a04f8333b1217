/** A notice keeps the whole address, for mail as well; the router wants it without the workbench's own prefix. */
export const workbenchPath = (address: string): string => address.replace(/^\/workbench(?=\/)/, '');
