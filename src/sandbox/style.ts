/** The one stylesheet of the page; colours have a contrast of at least 4.5 in light and in dark. */
export const stylesheet = `
:root { color-scheme: light dark; --paper: #f3f4f1; --card: #fff; --ink: #1b1f1d; --soft: #545b57; --line: #c9cec9; --link: #0b5394; --note: #fff4d6; --note-ink: #4a3600; --good: #14622f; --bad: #a01818; --tone: #545b57 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #141716; --card: #1e2321; --ink: #eef1ee; --soft: #b3bbb6; --line: #46504b; --link: #8ec5ff; --note: #3a2f10; --note-ink: #ffe7ab; --good: #8fdda8; --bad: #ffaba3 }
}
* { box-sizing: border-box }
html { font: 1.0625rem/1.55 system-ui, sans-serif; background: var(--paper); color: var(--ink); overflow-wrap: break-word }
body { margin: 0 }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0 0 .5rem }
h1 { font-size: 1.7rem }
h2 { font-size: 1.3rem }
h3 { font-size: 1.1rem }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--card) }
.skip:focus { left: 1rem; top: 1rem; z-index: 1 }
.note { background: var(--note); color: var(--note-ink); margin: 0; padding: .6rem 1rem; text-align: center }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 1rem }
header { padding-bottom: 0 }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .25rem 0 0 }
nav a { display: inline-block; padding: .3rem 0; min-height: 1.5rem }
nav a[aria-current] { color: inherit; font-weight: 700; text-decoration-thickness: 3px }
main > section { margin: 2rem 0 }
.faults summary { cursor: pointer; padding: .3rem 0 }
.faults summary h2 { display: inline; font-size: 1.1rem }
.faults > div { scroll-margin-top: 1rem }
fieldset { border: 1px solid var(--line); border-radius: .6rem; background: var(--card); margin: .75rem 0; padding: .6rem 1rem; min-width: 0 }
legend { font-weight: 600; padding: 0 .4rem }
fieldset label { display: flex; gap: .7rem; align-items: baseline; padding: .3rem 0 }
fieldset label span { min-width: 0 }
input { flex: none; width: 1.15rem; height: 1.15rem; margin: 0; position: relative; top: .15rem; accent-color: var(--link) }
fieldset code, .fault-note code { color: var(--soft); font: .85em ui-monospace, monospace; white-space: nowrap }
button { font: inherit; color: var(--ink); background: var(--card); border: 2px solid var(--link); border-radius: .4rem; padding: .45rem 1rem; margin: 0 .5rem .5rem 0; cursor: pointer }
button:first-child { background: var(--link); color: var(--paper); font-weight: 600 }
.fault-note { background: var(--note); color: var(--note-ink); border-radius: .6rem; padding: .6rem 1rem; margin: 0 0 .75rem }
.fault-note p, .fault-note ul { margin: 0 }
.fault-note code { color: inherit }
.soft { color: var(--soft); margin: 0 0 .75rem }
.feed { max-width: 40rem; display: grid; gap: 1rem }

.item { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: .6rem; padding: 1rem 1.1rem; min-width: 0 }
.tone-0 { --tone: #7a2d8f } .tone-1 { --tone: #101414 } .tone-2 { --tone: #0a5fb8 } .tone-3 { --tone: #2a5fa3 } .tone-4 { --tone: #8a4b08 } .tone-5 { --tone: #0f6b52 }
@media (prefers-color-scheme: dark) { .tone-1 { --tone: #4d5653 } }
.who { display: flex; gap: .75rem; align-items: center; margin-bottom: .6rem }
.who > div { min-width: 0 }
.who h2, .who h3 { margin: 0; font-size: 1.05rem }
.who p { margin: 0; color: var(--soft); font-size: .9rem }
.face { flex: none; width: 2.75rem; height: 2.75rem; border-radius: 50%; background: var(--tone); color: #fff; display: grid; place-items: center; font-weight: 700 }
.content > :first-child { margin-top: 0 }
.content > :last-child { margin-bottom: 0 }
.content img, figure img { max-width: 100%; height: auto; display: block; border-radius: .5rem }
.content pre { white-space: pre-wrap }
.content table { border-collapse: collapse }
.content td, .content th { border: 1px solid var(--line); padding: .25rem .5rem }
.content blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line) }
.content hr { border: 0; border-top: 1px dashed var(--line); margin: 1rem 0 }
figure { margin: .75rem 0 0 }
figcaption { color: var(--soft); font-size: .9rem }
.missing { border: 1px dashed var(--line); border-radius: .5rem; padding: 1.5rem 1rem; text-align: center; color: var(--soft) }
.feed:has(.mail) { max-width: none }
.mail .sides { display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) }
@media (max-width: 56rem) { .mail .sides { display: block } }
.mail dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; margin: 0 0 1rem }
.mail dt { color: var(--soft) }
.mail dd { margin: 0 }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; resize: vertical }
.text { white-space: pre-wrap; font: .95rem/1.5 ui-monospace, monospace; margin: 0; border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; max-height: 32rem; overflow: auto }
.says { border-top: 1px solid var(--line); margin: 1rem 0 0; padding-top: .6rem; color: var(--soft); font-size: .95rem }
table { width: 100%; border-collapse: collapse; background: var(--card) }
.report th, .report td { text-align: left; vertical-align: top; padding: .5rem .6rem; border: 1px solid var(--line) }
.state-sent, .state-unchanged { color: var(--good); font-weight: 600 }
.state-failed, .state-unconfirmed { color: var(--bad); font-weight: 600 }
@media (max-width: 40rem) {
  .report thead { position: absolute; left: -99rem }
  .report tr { display: block; border: 1px solid var(--line); margin-bottom: .75rem; padding: .4rem .6rem }
  .report th, .report td { display: block; border: 0; padding: .1rem 0 }
  .report [data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-weight: 400 }
}
`;
