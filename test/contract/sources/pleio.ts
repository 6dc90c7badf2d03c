import { pleio } from '../../../src/channels/pleio/index.ts';
import { loopbackNetwork } from '../../support/channel-rig.ts';
import { omHetKind, openPleioSite } from '../../support/pleio-site.ts';
import type { SourceSample } from './source-sample.ts';

export const sample: SourceSample = {
  id: 'pleio',
  open: async (clock, deadlineMs) => {
    const site = await openPleioSite(clock);
    const source = await pleio.source?.open(
      { settings: { url: site.address }, options: { group: omHetKind } },
      { clock, network: loopbackNetwork, deadlineMs },
    );
    if (!source) throw new Error('Pleio is no source.');
    return {
      source,
      place: ({ title, at }) => site.place({ title, timePublished: at, timeCreated: at, timeUpdated: at }),
      edit: (guid, title) => site.edit(guid, { title }),
      remove: site.remove,
      beforeNext: site.beforeNext,
      failNext: site.failNext,
      close: () => void site.on.add('closed'),
      picture: (bytes) => `${site.address}/attachment/entity/${site.addFile(bytes)}`,
    };
  },
};
