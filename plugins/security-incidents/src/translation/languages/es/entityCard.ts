/** Texts of the entity card. */
export const entityCardMessages = {
  entityCard: {
    title: 'Incidentes de seguridad',
    noHistory: 'Todavía sin historial',
    loading: 'incidentes',
    stale: 'la última respuesta',
    failed: {
      title: 'No se sabe ahora qué incidentes están abiertos',
      hint: 'No se pudo cargar; puede haber más. Comunicar una sospecha funciona.',
      hintWithCount_one:
        'No se pudo cargar; puede haber más. Antes había {{count}} abierto. Comunicar una sospecha funciona.',
      hintWithCount_other:
        'No se pudo cargar; puede haber más. Antes había {{count}} abiertos. Comunicar una sospecha funciona.',
    },
    open: 'Abiertos: {{count}}',
    severity: '{{count}} {{severity}}',
    severityOpen: '{{count}} {{severity}}, en curso',
    noneOpen: 'Ninguno abierto',
    lastClosed: 'último cierre:',
    noneClosed: 'ninguno cerrado todavía',
    noneRecorded: 'ninguno registrado todavía',
    moreOpen: '{{count}} más en curso',
    nextAction: {
      title: 'Su próxima acción',
      left: 'quedan {{duration}}',
      over: '{{duration}} de retraso',
      because: {
        role: 'Tiene un rol en él.',
        owner: 'Es propietario del servicio afectado.',
        task: 'El plan le asigna esta tarea.',
      },
      about: '{{incident}}. {{because}}',
      open: 'Abrir {{key}}',
      after: 'Después: {{action}},',
    },
    ledBy: '{{status}}, responsable:',
    nobodyYet: 'nadie todavía',
    openFor: 'abierto {{duration}}',
    owner: 'Propietario',
    ownerMissing:
      'Falta el propietario: no se notificaría a nadie. Indique uno en el archivo catalog-info.',
    odd: {
      title: 'Si algo parece extraño',
      hint: 'Comuníquelo aquí. Basta una frase y no hace falta estar seguro: alguien lo comprobará.',
    },
    plans: {
      title: 'Si ocurre algo',
      all: 'Todos los planes',
      anyKind: 'Cualquier tipo',
      anyOtherKind: 'Cualquier otro tipo',
      subject: 'planes de respuesta',
    },
    roles: {
      title: 'Quién actuaría ahora',
      nobody: 'nadie',
      more: '{{count}} más en el plan',
    },
    review: {
      title: 'Revisión y prueba',
      lastReviewed: 'Última revisión',
      lastTested: 'Última prueba',
      lastWatched: 'Último evento de sus fuentes',
      never: 'nunca',
    },
    parts: {
      title: 'Partes',
      name: 'Nombre',
      open: 'Abiertos',
      total: 'Total',
      ready: 'Preparado',
      readyLabel: 'cumple {{passed}} de {{total}}',
      totalLabel: '{{count}} en total',
      allReady:
        '{{ready}} de {{count}} servicios con incidentes superan las seis comprobaciones',
      more: '{{count}} partes más',
      counting:
        'Un incidente que afecta a varias partes cuenta una sola vez arriba.',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: 'Contenido abusivo',
      maliciousCode: 'Código malicioso',
      informationGathering: 'Obtención de información',
      intrusionAttempts: 'Intentos de intrusión',
      intrusions: 'Intrusiones',
      availability: 'Disponibilidad',
      informationContentSecurity: 'Compromiso de la información',
      fraud: 'Fraude',
      vulnerable: 'Vulnerable',
      other: 'Otros',
      test: 'Prueba',
    },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: 'Vigilado por {{count}} fuente',
    title_other: 'Vigilado por {{count}} fuentes',
    trouble_one: '{{count}} con problemas',
    trouble_other: '{{count}} con problemas',
    waiting_one: '{{count}} detección espera',
    waiting_other: '{{count}} detecciones esperan',
    oldest: 'la más antigua {{duration}}',
    decide: 'Decidir',
    see: 'Ver',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: 'Obligación más próxima' } },
} as const;
