/** The path at which a served page hears that there is a newer one. */
export const newsPath = '/news';

/** While it is served, a page may run one script, and ask its own address alone. */
export interface Live {
  readonly nonce: string;
  /** Which preview it shows, counted from 1. */
  readonly version: number;
}

/** Short and plain, as it stands in the page. What was chosen stays chosen; browsers keep the place by themselves. */
export const reloading = ({ nonce, version }: Live): string => `<script nonce="${nonce}">
for (const input of document.querySelectorAll('input')) {
  const chosen = sessionStorage.getItem(input.name);
  if (chosen) input.checked = chosen === input.id;
  input.addEventListener('change', () => sessionStorage.setItem(input.name, input.id));
}
const gone = document.getElementById('gone');
const news = new EventSource('${newsPath}?version=${version}');
news.addEventListener('changed', () => location.reload());
news.addEventListener('open', () => { gone.hidden = true });
news.addEventListener('error', () => { gone.hidden = false });
</script>
`;
