import { regime } from './regime';

export const PCI = regime('pci', 'PCI DSS', [
  {
    id: 'pci-12-10-1',
    stage: '12.10.1',
    title: 'Notify the payment brands and the acquirer of a compromise',
    target: 'brands and acquirer',
    anchor: 'confirmed',
    trigger: 'incident',
    effectiveFrom: '2022-03-31',
    note: 'Each brand and acquirer has a time of its own: add a rule for each contract.',
    source: 'PCI DSS v4, requirement 12.10.1',
  },
]);
