/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: 'Primera página',
    range: '{{from}} a {{to}} de {{total}}',
    onThisPage: '{{shown}} de {{total}} en esta página',
  },
  download: {
    forbidden: 'No puede ver {{subject}}.',
    failed: 'No hay archivo: {{reason}}',
  },
  keys: {
    title: 'Teclas de esta página',
    on: 'Las teclas sueltas están activas',
    hint: 'Desactívelas si un lector de pantalla o el dictado por voz necesita las letras. Este navegador lo recuerda.',
    search: 'Buscar',
    next: 'Fila siguiente',
    previous: 'Fila anterior',
    open: 'Abrir la fila',
    list: 'Esta lista',
    reports: 'Ir a los informes',
    incidents: 'Ir a los incidentes',
  },
} as const;
