import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { EntityField, entityRefOf } from '.';

function Field() {
  const [value, setValue] = useState('');
  return (
    <EntityField
      label="Service"
      kinds={['Component', 'System']}
      defaultKind="component"
      value={value}
      onChange={setValue}
    />
  );
}

describe('EntityField', () => {
  it('takes a name for the entity it means, of whatever kind', async () => {
    renderInTestApp(<Field />, {
      apis: [
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'System',
                metadata: { name: 'checkout', namespace: 'default' },
                spec: { owner: 'team-checkout' },
              },
            ],
          }),
        ],
      ],
    });
    const field = await screen.findByLabelText('Service');
    await userEvent.type(field, 'Checkout');
    await waitFor(() =>
      expect(
        document.querySelector('option[value="system:default/checkout"]'),
      ).toBeInTheDocument(),
    );
    await userEvent.tab();
    expect(field).toHaveValue('system:default/checkout');
  });

  it('takes a bare name as one of the default kind, and half a ref as none', () => {
    expect(entityRefOf('Ledger', 'component')).toBe('component:default/ledger');
    expect(entityRefOf('api:payments/v1', 'component')).toBe('api:payments/v1');
    expect(entityRefOf('api:', 'component')).toBeUndefined();
    expect(entityRefOf(' ', 'component')).toBeUndefined();
  });
});
