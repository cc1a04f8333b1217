/** What is typed in a form, kept in this window until it is sent: a closed drawer or a reload loses nothing. */
export interface Draft {
  read(): Record<string, unknown> | undefined;
  keep(values: Readonly<Record<string, unknown>>): void;
  drop(): void;
}

/** The draft under a name (usually where the form is sent). Passwords and files chosen are the form's to leave out. */
export function draftOf(name: string | undefined): Draft {
  const key = `sunlit.draft.${name}`;
  return {
    read() {
      const text = name && sessionStorage.getItem(key);
      return text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    },
    keep(values) {
      if (name) sessionStorage.setItem(key, JSON.stringify(values));
    },
    drop() {
      if (name) sessionStorage.removeItem(key);
    },
  };
}
