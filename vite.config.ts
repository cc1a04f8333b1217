import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Heavy libraries go into files of their own: they change rarely, and a screen loads only what it shows. */
const libraries = [
  { name: 'react', test: /node_modules\/(?:react|react-dom|react-router|scheduler|@tanstack)\// },
  { name: 'editor', test: /node_modules\/(?:@tiptap|prosemirror-[a-z-]+|linkifyjs)\// },
  { name: 'charts', test: /node_modules\/(?:echarts|zrender)\// },
  { name: 'antd', test: /node_modules\/(?:antd|@ant-design|rc-[a-z-]+|@rc-component)\// },
];

export default defineConfig({
  root: path.resolve(import.meta.dirname, 'src/workbench'),
  base: '/workbench/',
  plugins: [react()],
  build: {
    outDir: path.resolve(import.meta.dirname, 'dist/workbench'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    sourcemap: false,
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: { output: { codeSplitting: { groups: libraries } } },
  },
});
