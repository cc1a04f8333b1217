// Comforts of the form of applications; without this file it works the same, a little slower. Nothing is sent to any other site.
const place = document.querySelector('[data-answers]');
if (place) offerAnswers(place);
for (const form of document.querySelectorAll('form[data-proof]')) prove(/** @type {HTMLFormElement} */ (form));

/**
 * Published documents that may be what somebody describes, below the description while it is written.
 * @param {Element} list
 */
function offerAnswers(list) {
  const box = /** @type {HTMLTextAreaElement | null} */ (
    document.getElementById(list.getAttribute('data-answers') ?? '')
  );
  if (!box) return;
  const offered = /** @type {HTMLInputElement | null} */ (box.form?.elements.namedItem('offered') ?? null);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = '';
  box.addEventListener('input', (event) => {
    clearTimeout(waiting);
    const q = words(box.value);
    if (event instanceof InputEvent && event.isComposing) return;
    if (q.length < 4 || q === asked) return;
    waiting = setTimeout(async () => {
      asked = q;
      try {
        const answer = await fetch('/requests/answers', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ q, first: offered?.value !== '1' }),
        });
        const { answers } = await answer.json();
        if (words(box.value) !== q) return;
        list.replaceChildren(...(answers.length > 0 ? [shown(answers)] : []));
        if (answers.length > 0 && offered) offered.value = '1';
      } catch {
        // Offline or too often: the form works without.
      }
    }, 900);
  });
}

/**
 * As much as is searched for; what is written further down changes nothing.
 * @param {string} text
 */
const words = (text) => [...text.trim()].slice(0, 120).join('');

/** @param {readonly { title: string, href: string, from: string }[]} answers */
function shown(answers) {
  const section = made('section', 'answers');
  const list = made('ul');
  for (const { title, href, from } of answers) {
    const link = made('a', '', title);
    link.setAttribute('href', href);
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener nofollow');
    link.append(made('span', 'unseen', '（在新窗口打开）'));
    const line = made('li');
    line.append(link, made('span', 'aside', from));
    list.append(line);
  }
  section.append(made('p', 'answers-head', '可能已经公开'), list, made('p', 'aside', '不是您要的，请继续填写。'));
  return section;
}

/**
 * @param {string} name
 * @param {string} [className]
 * @param {string} [text]
 */
function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/**
 * Does the sum while its user checks what was typed; whoever presses before it is done waits for the rest of it.
 * @param {HTMLFormElement} form
 */
function prove(form) {
  const proof = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('proof'));
  const note = form.querySelector('[data-proof-note]');
  const without = note?.textContent ?? '';
  if (!proof || !window.Worker || !window.isSecureContext) return;
  const say = (text) => {
    if (note) note.textContent = text;
  };
  const challenge = JSON.parse(form.dataset.proof ?? '');
  /** @type {HTMLElement | null | undefined} */
  let pressed;
  let busy = true;
  const worker = new Worker(form.dataset.proofWorker ?? '');
  const done = (solution) => {
    busy = false;
    worker.terminate();
    if (solution) proof.value = JSON.stringify({ challenge, solution });
    say(solution ? '自动核验已完成，核对无误就可以提交。没有验证码，不使用其他网站的服务。' : without);
    if (pressed === undefined) return;
    if (form.requestSubmit) form.requestSubmit(pressed ?? undefined);
    else form.submit();
  };
  worker.addEventListener('message', ({ data }) => done(data));
  worker.addEventListener('error', () => done(null));
  say('正在自动核验，不用等待。没有验证码，不使用其他网站的服务。');
  worker.postMessage(challenge);
  form.addEventListener('submit', (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (!busy || new URL(button?.formAction ?? '', location.href).pathname === '/requests/edit') return;
    event.preventDefault();
    pressed = button;
    say('正在核验，马上提交。');
  });
}
