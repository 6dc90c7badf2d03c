/** The one stylesheet of a preview; colours have a contrast of at least 4.5 in light and in dark. */
const light =
  '--paper: #f3f4f1; --card: #fff; --ink: #1b1f1d; --soft: #545b57; --line: #c9cec9; --link: #0b5394; --note: #fff4d6; --note-ink: #4a3600; --bad: #a01818; --bad-paper: #fdecea; --in: #dff3e4; --out: #fbe3e1; color-scheme: light';
const dark =
  '--paper: #141716; --card: #1e2321; --ink: #eef1ee; --soft: #b3bbb6; --line: #46504b; --link: #8ec5ff; --note: #3a2f10; --note-ink: #ffe7ab; --bad: #ffaba3; --bad-paper: #3b1f1d; --in: #173d24; --out: #4a211e; color-scheme: dark';

export const stylesheet = `
:root { ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:root:has(#scheme-light:checked) { ${light} }
:root:has(#scheme-dark:checked) { ${dark} }
* { box-sizing: border-box }
html { font: 1.0625rem/1.55 system-ui, sans-serif; background: var(--paper); color: var(--ink); overflow-wrap: anywhere; scroll-padding-top: 1rem }
body { margin: 0 }
a[href] { color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0 0 .5rem }
h1 { font-size: 1.7rem }
h2 { font-size: 1.3rem }
h3 { font-size: 1.1rem }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--card) }
.skip:focus { left: 1rem; top: 1rem; z-index: 1 }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.note { background: var(--note); color: var(--note-ink); margin: 0; padding: .6rem 1rem; text-align: center }
.gone { background: var(--bad-paper); color: var(--bad) }
header, main { max-width: 76rem; margin: 0 auto; padding: 1rem }
header { padding-bottom: 0 }
@media (min-width: 72rem) { .places { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; align-items: start } }
.looks { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0 0 }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; min-width: 0 }
legend { float: left; font-weight: 600; padding: .2rem .25rem .2rem 0 }
fieldset label { display: flex; gap: .4rem; align-items: center; padding: .2rem 0 }
input { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--link) }
nav ul, .problems, .posts { list-style: none; padding: 0; margin: 0 }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem }
nav a { display: inline-block; padding: .3rem 0 }
section { margin: 2.5rem 0 0; border-top: 1px solid var(--line); padding-top: 1.25rem }
.soft { color: var(--soft); margin: 0 0 .75rem }
.facts { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: 0 0 .9rem; padding: 0 }
.facts li { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .7rem; font-size: .92rem }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; margin: 0 0 1rem }
dt { color: var(--soft) }
dd { margin: 0 }
.problems { display: grid; gap: .5rem; margin: 0 0 1rem; max-width: 46rem }
.problem { border-inline-start: 4px solid; border-radius: .3rem; padding: .5rem .8rem; min-width: 0 }
.problem p { margin: 0 }
.problem .hint { font-size: .95rem }
.error { background: var(--bad-paper); border-color: var(--bad); color: var(--bad) }
.error .hint, .error a { color: inherit }
.warning { background: var(--note); border-color: currentColor; color: var(--note-ink) }
.warning a { color: inherit }
.changes { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .6rem 1rem; margin: 0 0 1rem; max-width: 46rem }
.changes summary { cursor: pointer; font-weight: 600 }
.diff { white-space: pre-wrap; margin: .6rem 0 0; max-height: 30rem; overflow: auto }
ins { background: var(--in); text-decoration: underline }
del { background: var(--out); text-decoration: line-through }
.items { display: grid; gap: .75rem }
.item { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: .6rem; padding: 1rem 1.1rem; min-width: 0; max-width: 46rem }
.place .items { max-width: 38rem }
.place .items:has(.article) { max-width: 46rem }
.mail { max-width: none }
:root:has(#width-phone:checked) .items, :root:has(#width-phone:checked) .item { max-width: 390px }
.tone-0 { --tone: #7a2d8f } .tone-1 { --tone: #4d5653 } .tone-2 { --tone: #0a5fb8 } .tone-3 { --tone: #2a5fa3 } .tone-4 { --tone: #8a4b08 } .tone-5 { --tone: #0f6b52 }
.who { display: flex; gap: .75rem; align-items: center; margin-bottom: .6rem }
.who > div { min-width: 0 }
.who p { margin: 0; color: var(--soft); font-size: .9rem }
.who .name { color: var(--ink); font-weight: 600; font-size: 1rem }
.face { flex: none; width: 2.75rem; height: 2.75rem; border-radius: 50%; background: var(--tone); color: #fff; display: grid; place-items: center; font-weight: 700 }
.content > :first-child { margin-top: 0 }
.content > :last-child { margin-bottom: 0 }
.content img, figure img { max-width: 100%; height: auto; display: block; border-radius: .5rem }
.content pre { white-space: pre-wrap }
.content table { border-collapse: collapse }
.content td, .content th { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; vertical-align: top }
.content td p, .content th p { margin: 0 }
.content blockquote { margin-inline: 0; padding: .1rem 0 .1rem 1rem; border-inline-start: 3px solid var(--line) }
.content .link-card { border: 1px solid var(--line); border-radius: .6rem; padding: .7rem 1rem; background: var(--paper) }
.later { text-decoration: underline dotted }
.pictures { display: grid; gap: .75rem; margin: .75rem 0 0 }
.article > .pictures { margin: 0 0 1rem }
.pictures:has(figure + figure) { grid-template-columns: repeat(2, minmax(0, 1fr)) }
figure { margin: 0; min-width: 0 }
figcaption { color: var(--soft); font-size: .9rem }
.missing { border: 1px dashed var(--line); border-radius: .5rem; min-height: 6rem }
.count { border-top: 1px solid var(--line); margin: .9rem 0 0; padding-top: .5rem; color: var(--soft); font-size: .92rem }
.sides { display: grid; gap: 1rem 1.5rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) }
@media (max-width: 56rem) { .sides { grid-template-columns: minmax(0, 1fr) } }
:root:has(#width-phone:checked) .sides { grid-template-columns: minmax(0, 1fr) }
iframe { width: 100%; height: 46rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; resize: vertical; display: block }
.text { white-space: pre-wrap; font: .92rem/1.5 ui-monospace, monospace; margin: 0; border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; max-height: 46rem; overflow: auto }
.source { list-style: none; margin: 0; padding: .5rem 0; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; font: .9rem/1.6 ui-monospace, monospace }
.source > li { display: grid; grid-template-columns: 4ch minmax(0, 1fr); gap: 0 1rem; padding: 0 1rem }
.source > li:target { outline: 2px solid var(--link) }
.source .with { background: var(--paper) }
.number { color: var(--soft); text-align: right; user-select: none }
.written { white-space: pre-wrap }
.source .problems { grid-column: 2; margin: .2rem 0 .6rem; font: 1rem/1.5 system-ui, sans-serif }
@media (min-width: 64rem) {
  .source .with { grid-template-columns: 4ch minmax(0, 1fr) minmax(0, 24rem) }
  .source .with .problems { grid-column: 3; margin: .3rem 0 }
}
.posts { display: grid; gap: .6rem }
.posts li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .6rem 1rem }
.posts p { margin: 0 }
.has-errors { color: var(--bad) }
@media print { .looks, nav, .skip { display: none } }
`;
