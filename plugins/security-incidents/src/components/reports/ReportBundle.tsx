import { useTranslation } from '../../translation';
import { BundleButton } from '../bundles';
import { getDayTexts } from './period';
import type { ReportScopeState } from './useReportScope';

/** Packs the records of the period and scope for an auditor. */
export function ReportBundle(props: {
  state: ReportScopeState;
  /** In place of the service that the scope names. */
  entityRef?: string;
  isPrimary?: boolean;
}) {
  const { scope, moments } = props.state;
  const { t } = useTranslation();
  const entityRef = props.entityRef ?? scope.entityRef;
  return (
    <BundleButton
      variant={props.isPrimary ? 'primary' : 'secondary'}
      subject={{
        query: {
          ...moments,
          entityRef: entityRef ? [entityRef] : undefined,
        },
        name: t('reportScope.days', getDayTexts(scope)),
      }}
    />
  );
}
