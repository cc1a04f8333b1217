// Comforts only: every page and every form works without this file. Preferences stay on the device; nothing is sent.
const root = document.documentElement;

const kept = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Storage switched off: the choice holds for this page.
  }
};

const button = (text, act, className = 'link') => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = text;
  made.addEventListener('click', () => act(made));
  return made;
};

care();
suggest(/** @type {HTMLInputElement | null} */ (document.getElementById('site-search')));
for (const tools of document.querySelectorAll('[data-article-tools]')) articleTools(tools);
for (const form of document.querySelectorAll('form[data-draft]')) keepDraft(form);
for (const element of document.querySelectorAll('[data-print]')) element.append(button('打印', () => print(), 'quiet'));
for (const place of document.querySelectorAll('[data-copy]'))
  place.append(
    ' ',
    button('复制', (control) => void copy(place, control)),
  );
for (const sent of document.querySelectorAll('[data-forget]'))
  for (const name of (sent.getAttribute('data-forget') ?? '').split(' ')) keep(`draft:${name}`, '');
/** @type {HTMLElement | null} */ (document.querySelector('[data-focus]'))?.focus();

/** 关怀版: the link to its description becomes a switch. */
function care() {
  const link = document.querySelector('[data-care]');
  const set = (on, control) => {
    root.classList.toggle('care', on);
    control.setAttribute('aria-pressed', String(on));
    control.textContent = on ? '退出关怀版' : '关怀版';
  };
  const control = button('关怀版', () => {
    const on = !root.classList.contains('care');
    keep('care', on ? '1' : '');
    set(on, control);
  });
  set(kept('care') === '1', control);
  link?.replaceWith(control);
}

/** 小 中 大, print, copy the address. */
function articleTools(place) {
  const sizes = [
    ['small', '小'],
    ['', '中'],
    ['large', '大'],
  ];
  const buttons = sizes.map(([size, text]) => button(text, () => set(size)));
  const set = (size) => {
    keep('size', size);
    root.classList.remove('size-small', 'size-large');
    if (size) root.classList.add(`size-${size}`);
    sizes.forEach(([each], i) => {
      buttons[i].setAttribute('aria-pressed', String(each === size));
    });
  };
  const label = document.createElement('span');
  label.textContent = '字号 ';
  const group = document.createElement('span');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', '正文字号');
  group.append(label, ...buttons);
  place.append(
    group,
    button('打印', () => print()),
    button('分享', share),
  );
  set(kept('size') ?? '');
}

async function share(control) {
  const address = location.href.split('#')[0];
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: address });
    else {
      await navigator.clipboard.writeText(address);
      control.textContent = '网址已复制';
    }
  } catch {
    // Closed without sharing, or not permitted: the address bar still has it.
  }
}

/**
 * @param {Element} place
 * @param {HTMLElement} control
 */
async function copy(place, control) {
  try {
    await navigator.clipboard.writeText(place.getAttribute('data-copy') ?? '');
    control.textContent = '已复制';
  } catch {
    // Not permitted: the text can be marked by hand.
    control.textContent = '请手动选取';
  }
}

/** What was typed survives a closed page; it is forgotten on the receipt. Numbers of identity documents and files are never kept. */
function keepDraft(form) {
  const key = `draft:${form.dataset.draft}`;
  const left = ['hidden', 'file', 'checkbox'];
  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !left.includes(field.type) && !field.hasAttribute('data-undrafted'),
    );
  const note = form.querySelector('[data-draft-note]');
  if (note) {
    note.hidden = false;
    note.append(
      button('清除草稿', () => {
        keep(key, '');
        for (const field of form.elements)
          if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
          else if (field.name && field.type !== 'hidden') field.value = '';
      }),
      '。',
    );
  }
  const draft = JSON.parse(kept(key) ?? '{}');
  for (const field of fields()) {
    if (field.type === 'radio') field.checked ||= draft[field.name] === field.value;
    else if (field.value === '' && draft[field.name]) field.value = draft[field.name];
  }
  form.addEventListener('input', () => {
    const typed = fields().filter((field) => field.type !== 'radio' || field.checked);
    keep(key, JSON.stringify(Object.fromEntries(typed.map((field) => [field.name, field.value]))));
  });
}

/**
 * Words of released titles, offered by the browser's own list while somebody types; pinyin too. What is typed is sent to this site only.
 * @param {HTMLInputElement | null} box
 */
function suggest(box) {
  if (!box) return;
  const list = document.createElement('datalist');
  list.id = 'site-search-words';
  box.after(list);
  box.setAttribute('list', list.id);
  box.setAttribute('autocomplete', 'off');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = '';
  box.addEventListener('input', (event) => {
    clearTimeout(waiting);
    const typed = box.value.trim();
    if (event.isComposing || typed === '' || typed === asked) return;
    waiting = setTimeout(async () => {
      asked = typed;
      try {
        const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`);
        const { words, documents } = await answer.json();
        if (box.value.trim() !== typed) return;
        list.replaceChildren(
          ...[...words, ...documents.map(({ title }) => title)].map((text) => {
            const option = document.createElement('option');
            option.value = text.slice(0, 60);
            return option;
          }),
        );
      } catch {
        // Offline: the box works without.
      }
    }, 150);
  });
}
