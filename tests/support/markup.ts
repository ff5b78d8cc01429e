// What every page of the portal promises about its markup, for html-validate.
import type { ConfigData } from 'html-validate';

export const MARKUP = {
  extends: ['html-validate:recommended'],
  rules: {
    'attribute-boolean-style': ['error', { style: 'omit' }],
    'attribute-empty-style': ['error', { style: 'omit' }],
    'doctype-style': ['error', { style: 'lowercase' }],
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off', // phone numbers may break on the smallest screens
  },
} satisfies ConfigData;
