/** The one stylesheet; colours have a contrast of at least 4.5 in light and in dark, and borders of what is filled in 3. */
export const stylesheet = `
:root { color-scheme: light dark; --paper: #eef1f0; --card: #fcfdfd; --ink: #1a1a1a; --soft: #4a5357; --line: #cfd6d4; --edge: #6b7479; --link: #00547d; --on-link: #fff; --bad: #a01818; --bad-paper: #fdf0ef; --good: #14622f; --good-paper: #eaf5ed }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181b; --card: #1e2428; --ink: #e7eaec; --soft: #b4bdc3; --line: #3a444a; --edge: #8b969d; --link: #8ccbf0; --on-link: #10222e; --bad: #ffaba3; --bad-paper: #3a1f1e; --good: #8fdda8; --good-paper: #16301f }
}
* { box-sizing: border-box }
html { font: 1.0625rem/1.6 'Segoe UI', system-ui, Roboto, 'Helvetica Neue', Arial, sans-serif; background: var(--paper); color: var(--ink); overflow-wrap: break-word; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 42rem; padding: 0 1rem 3rem }
a { color: var(--link); text-underline-offset: .15em }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 3px }
section > h2:first-child { margin-top: 0 } section + section { margin-top: 2.25rem }
.skip { position: absolute; left: -200vw; padding: .5rem 1rem; background: var(--card); z-index: 1 } .skip:focus { left: .5rem; top: .5rem }
header p { margin: 0; padding: 1.1rem 0; font-weight: 600 }
header a { color: var(--soft); text-decoration: none }
header a:hover { text-decoration: underline }
main { background: var(--card); border-radius: .5rem; padding: 1.75rem 1.5rem 2rem; border-top: .3rem solid var(--link) }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem }
p { margin: 0 0 1rem }
main > :last-child, .note > :last-child { margin-bottom: 0 }
.lead { font-size: 1.125rem }
.soft { color: var(--soft) }
.field, fieldset { margin: 0 0 1.5rem }
label, legend { font-weight: 600; padding: 0 }
.field > label { display: block }
.field .optional, legend .optional { font-weight: 400; color: var(--soft) }
.hint { color: var(--soft); margin: 0 0 .35rem }
input[type=email], input[type=text] { font: inherit; width: 100%; max-width: 26rem; padding: .55rem .7rem; color: inherit; background: var(--card); border: 2px solid var(--edge); border-radius: .3rem }
[aria-invalid=true] { border-color: var(--bad) !important }
fieldset { border: 0; padding: 0; min-width: 0 }
.choice { display: flex; gap: .7rem; align-items: flex-start; padding: .35rem 0; font-weight: 400; min-height: 1.75rem }
.choice input { flex: none; width: 1.35rem; height: 1.35rem; margin: .15rem 0 0; accent-color: var(--link) }
.choice span { min-width: 0 }
.error { color: var(--bad); font-weight: 600; margin: 0 0 .35rem }
.note { border-left: .3rem solid var(--good); background: var(--good-paper); border-radius: .3rem; padding: .8rem 1rem; margin: 0 0 1.5rem }
.note.bad { border-color: var(--bad); background: var(--bad-paper) }
.note h2 { margin: 0 0 .35rem; font-size: 1.1rem }
.note ul { margin: 0; padding-left: 1.2rem }
button, .button { display: inline-block; font: inherit; font-weight: 600; line-height: 1.4; color: var(--on-link); background: var(--link); border: 2px solid var(--link); border-radius: .3rem; padding: .6rem 1.3rem; cursor: pointer; text-decoration: none }
button:hover, .button:hover { text-decoration: underline }
button.grave { background: var(--bad); border-color: var(--bad) }
.trap { position: absolute; left: -200vw; width: 1px; height: 1px; overflow: hidden }
.apart { border-top: 1px solid var(--line); margin-top: 2.25rem; padding-top: .25rem }
.apart dl { margin: 0 } .apart dt { margin-top: 1rem } .apart dd { margin: 0; color: var(--soft) }
ol.issues { list-style: none; margin: 0 0 1.5rem; padding: 0 }
ol.issues li { padding: .9rem 0; border-top: 1px solid var(--line) }
ol.issues li:first-child { border-top: 0; padding-top: .25rem }
ol.issues a { font-weight: 600 }
ol.issues time { display: block; color: var(--soft); font-size: .95rem }
ol.issues p time { display: inline }
ol.issues p { margin: .2rem 0 0 }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; margin: 0 }
nav a { display: inline-block; padding: .35rem 0; min-height: 1.75rem }
footer { padding: 1.25rem .1rem 0; color: var(--soft) }
footer p { font-size: .95rem; margin: .5rem 0 0 }
@media (max-width: 30rem) { body { padding: 0 .6rem 2rem } main { padding: 1.25rem 1rem 1.5rem } h1 { font-size: 1.5rem } button, .button { width: 100%; text-align: center } }
`;
