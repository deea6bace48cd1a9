import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'
import { smallAssets } from './scripts/small-assets.ts'

export default defineConfig({
  plugins: [remix(remixOptions), smallAssets],
  cacheDir: '.cache/vite',
  // Else the first cold page in development finds them one by one and reloads.
  optimizeDeps: { include: ['@remix-run/react', 'i18next', 'react-i18next'] },
  build: { target: 'es2022', sourcemap: false },
})
