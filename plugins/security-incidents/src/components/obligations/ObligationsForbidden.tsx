import { Card, CardBody } from '@backstage/ui';
import { useTranslation } from '../../translation';
import { PanelEmpty } from '../common';

/** What those see who follow a link to obligations that they may not see. It names the missing permission. */
export function ObligationsForbidden() {
  const { t } = useTranslation();
  return (
    <Card>
      <CardBody>
        <PanelEmpty
          title={t('obligation.forbidden.title')}
          hint={t('obligation.forbidden.hint')}
        />
      </CardBody>
    </Card>
  );
}
