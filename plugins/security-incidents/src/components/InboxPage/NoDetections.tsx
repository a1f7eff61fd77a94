import { Button, ButtonLink } from '@backstage/ui';
import { useRouteRef } from '../../navigation';
import { useDetections } from '../../queries';
import { sourcesRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { MayReport, PanelEmpty } from '../common';
import { ReportConcernButton } from '../ReportDialog';
import type { Inbox } from './useInbox';

/** The filters leave nothing: says how many there are without them. */
function NoMatch({ inbox }: { inbox: Inbox }) {
  const { address } = inbox;
  const { t } = useTranslation();
  const { data } = useDetections({ view: [address.filters.view], limit: 1 });
  return (
    <PanelEmpty
      title={t('inbox.empty.filtered')}
      hint={data && t('inbox.empty.filteredHint', { count: data.totalItems })}
    >
      <Button variant="secondary" size="small" onPress={address.clear}>
        {t('inbox.empty.clear')}
      </Button>
    </PanelEmpty>
  );
}

function NoSource() {
  const { t } = useTranslation();
  const sources = useRouteRef(sourcesRouteRef)();
  return (
    <PanelEmpty
      title={t('inbox.empty.noSource')}
      hint={t('inbox.empty.noSourceHint')}
    >
      <ButtonLink variant="primary" size="small" href={sources}>
        {t('inbox.empty.connect')}
      </ButtonLink>
      <MayReport>
        <ReportConcernButton variant="secondary" />
      </MayReport>
    </PanelEmpty>
  );
}

/** Why the list is empty, and what is useful next. */
export function NoDetections({ inbox }: { inbox: Inbox }) {
  const { address, panel, sources } = inbox;
  const { view } = address.filters;
  const { t } = useTranslation();
  const decided = panel.data?.counts.decidedInLast24Hours ?? 0;
  if (address.isNarrowed) return <NoMatch inbox={inbox} />;
  if (view === 'unmapped' || view === 'suppressed') {
    return <PanelEmpty title={t(`inbox.empty.${view}`)} />;
  }
  if (view === 'decided') {
    return <PanelEmpty title={t('inbox.empty.decidedNone')} />;
  }
  const isConnected =
    !sources ||
    sources.some(({ state }) => !['waiting', 'off'].includes(state));
  if (!isConnected && decided === 0) return <NoSource />;
  return (
    <PanelEmpty
      title={t('inbox.empty.title')}
      hint={t('inbox.empty.decided', { count: decided })}
    >
      {decided > 0 && (
        <Button
          variant="secondary"
          size="small"
          onPress={() => address.change({ view: 'decided' })}
        >
          {t('inbox.empty.showDecided')}
        </Button>
      )}
    </PanelEmpty>
  );
}
