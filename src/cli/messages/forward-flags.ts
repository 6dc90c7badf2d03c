/** Help of the flags of `omk forward`. */

export type ForwardFlagName = 'watchSource' | 'every' | 'review' | 'sinceItem' | 'updateItems';

type ForwardFlags = Readonly<Record<ForwardFlagName, string>>;

export const forwardFlagsNl: ForwardFlags = {
  watchSource: 'blijf kijken, tot Ctrl-C',
  every: 'hoe vaak, met --watch: 5m (gewoon), 15m, 1h',
  review: 'maak bestanden om eerst te bekijken, in plaats van te plaatsen',
  sinceItem: 'neem ook mee wat sinds deze dag of dit tijdstip is verschenen',
  updateItems: 'breng wat bij de bron is veranderd nadat het was geplaatst',
};

export const forwardFlagsEn: ForwardFlags = {
  watchSource: 'go on looking, until Ctrl-C',
  every: 'how often, with --watch: 5m (usual), 15m, 1h',
  review: 'make files to be looked at first, instead of placing anything',
  sinceItem: 'take along what appeared since this day or moment',
  updateItems: 'bring what was edited at the source after it had been placed',
};
